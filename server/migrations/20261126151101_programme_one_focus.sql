-- An account has one focus: its open plan takes that of the list it stands on; where the list says nothing, the list takes
-- the plan's.
UPDATE plans SET focus = (SELECT k.focus FROM key_accounts k
                           WHERE k.account_id = plans.account_id AND k.state <> 'left' AND k.deleted_at IS NULL),
       version = version + 1
 WHERE status <> 'closed' AND deleted_at IS NULL
   AND EXISTS (SELECT 1 FROM key_accounts k
                WHERE k.account_id = plans.account_id AND k.state <> 'left' AND k.deleted_at IS NULL
                  AND k.focus <> '' AND k.focus <> plans.focus);
UPDATE key_accounts SET focus = (SELECT p.focus FROM plans p
                                  WHERE p.account_id = key_accounts.account_id AND p.status <> 'closed' AND p.deleted_at IS NULL),
       version = version + 1
 WHERE state <> 'left' AND deleted_at IS NULL AND focus = ''
   AND EXISTS (SELECT 1 FROM plans p
                WHERE p.account_id = key_accounts.account_id AND p.status <> 'closed' AND p.deleted_at IS NULL AND p.focus <> '');
