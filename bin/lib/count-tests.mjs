// Adds up the results that bin/test left in a folder and prints "N passed, N failed" last; exit 1 when anything failed.
//   ctest.xml    one case a test program;  gtest/*.xml  the cases inside;  vitest.json;  counts  "name passed failed"
import { existsSync, readFileSync, readdirSync } from 'node:fs';

const folder = process.argv[2];
const rows = [];
const attribute = (tag, name) => tag.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1] ?? '';
const number = (tag, name) => Number(attribute(tag, name) || 0);

function gtestReports() {
  const reports = new Map();
  for (const file of existsSync(`${folder}/gtest`) ? readdirSync(`${folder}/gtest`) : []) {
    const text = readFileSync(`${folder}/gtest/${file}`, 'utf8');
    const head = text.match(/<testsuites [^>]*>/)?.[0];
    if (!head) continue;
    const failed = number(head, 'failures') + number(head, 'errors');
    const skipped = (text.match(/result="skipped"/g) ?? []).length;
    const passed = number(head, 'tests') - failed - skipped - number(head, 'disabled');
    reports.set(file.replace(/(_\d+)?\.xml$/, ''), { passed, failed, skipped });
  }
  return reports;
}

if (existsSync(`${folder}/ctest.xml`)) {
  const reports = gtestReports();
  for (const [tag] of readFileSync(`${folder}/ctest.xml`, 'utf8').matchAll(/<testcase [^>]*>/g)) {
    const name = attribute(tag, 'name');
    const good = attribute(tag, 'status') === 'run';
    const report = reports.get(`kamino_${name.replaceAll('/', '_')}_test`);
    // A program that crashed wrote no report, or one that knows nothing of the crash.
    if (!report) rows.push({ name, passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 });
    else rows.push({ name, ...report, failed: report.failed || (good ? 0 : 1) });
  }
}
if (existsSync(`${folder}/vitest.json`)) {
  const report = JSON.parse(readFileSync(`${folder}/vitest.json`, 'utf8'));
  // A file that cannot be loaded counts no test: each such file is one failure.
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.every((t) => t.status !== 'failed'));
  rows.push({ name: 'web', passed: report.numPassedTests, failed: report.numFailedTests + broken.length, skipped: report.numPendingTests });
}
if (existsSync(`${folder}/counts`)) {
  for (const line of readFileSync(`${folder}/counts`, 'utf8').trim().split('\n')) {
    const [name, passed, failed] = line.split(' ');
    rows.push({ name, passed: Number(passed), failed: Number(failed), skipped: 0 });
  }
}

const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
console.log('');
for (const { name, passed, failed, skipped } of rows) {
  console.log(`${name.padEnd(24)} ${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed${skipped ? ` ${skipped} skipped` : ''}`);
}
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') > 0 || sum('passed') === 0 ? 1 : 0);
