/**
 * The command line: table of contents. `npm run -s cli -- COMMAND … [--json]`.
 * One JSON document on stdout with --json, everything else on stderr; exit 0 done, 2 refused (with the reason), 1 our fault.
 */
import { commands } from './cli/commands.js'
import { runCommand } from './cli/run.js'

process.exitCode = await runCommand(commands, process.argv.slice(2))
