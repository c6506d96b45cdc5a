/**
 * The command line: table of contents. `npm run -s cli -- COMMAND … [--json]`.
 * One JSON document on stdout with --json, everything else on stderr; exit 0 done, 2 refused (with the reason), 1 our fault.
 */
import { runCommand } from './cli/run.js'
import { arrears } from './cli/arrears.js'
import { backup } from './cli/backup.js'
import { indicatorsCommand } from './cli/indicators.js'
import { demo } from './cli/demo.js'
import { ledgerVerify } from './cli/ledger-verify.js'
import { migrateCommand } from './cli/migrate.js'
import { paymentsImport } from './cli/payments-import.js'
import { registerImport } from './cli/register-import.js'
import { rentCharge } from './cli/rent-charge.js'
import { today } from './cli/today.js'
import { userAdd } from './cli/user-add.js'

export const commands = {
  migrate: migrateCommand,
  demo,
  'user add': userAdd,
  'register import': registerImport,
  'rent charge': rentCharge,
  'payments import': paymentsImport,
  arrears,
  today,
  indicators: indicatorsCommand,
  'ledger verify': ledgerVerify,
  backup,
}

process.exitCode = await runCommand(commands, process.argv.slice(2))
