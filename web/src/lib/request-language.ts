/** The language that requests ask for; kept apart from React so that the API client can read it. */
let current = 'en';

export function setRequestLanguage(language: string): void {
  current = language;
}
export function requestLanguage(): string {
  return current;
}
