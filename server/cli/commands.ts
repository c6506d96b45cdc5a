/** Every command by its words. */
import { arrears } from './arrears.js'
import { backup } from './backup.js'
import { indicatorsCommand } from './indicators.js'
import { demo } from './demo.js'
import { ledgerVerify } from './ledger-verify.js'
import { mailDigest } from './mail-digest.js'
import { migrateCommand } from './migrate.js'
import { paymentsImport } from './payments-import.js'
import { paymentsUndo } from './payments-undo.js'
import { plansCheck } from './plans-check.js'
import { registerImport } from './register-import.js'
import { rentCharge } from './rent-charge.js'
import { today } from './today.js'
import { userAdd } from './user-add.js'

export const commands = {
  migrate: migrateCommand,
  demo,
  'user add': userAdd,
  'register import': registerImport,
  'rent charge': rentCharge,
  'payments import': paymentsImport,
  'payments undo': paymentsUndo,
  'plans check': plansCheck,
  'mail digest': mailDigest,
  arrears,
  today,
  indicators: indicatorsCommand,
  'ledger verify': ledgerVerify,
  backup,
}
