import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Actor } from '../actor.js'
import { readSheets, type ImportFile } from '../features/register-import/read-sheets.js'
import { importRegister, previewImport, unitsToImportTo, type RegisterImport } from '../features/register-import/store.js'
import type { Finding } from '../features/register-import/findings.js'
import { ensureNamnd } from '../features/session/store.js'
import type { House } from '../house.js'
import { Refused, type Command } from './run.js'

export const registerImport: Command = {
  usage: 'register import FIL.xlsx|MAPP-MED-CSV [--dry-run] [--skip-rejected] [--enhet ENHET] [--namnd NÄMND]',
  options: { 'dry-run': { type: 'boolean' }, 'skip-rejected': { type: 'boolean' }, enhet: { type: 'string' } },
  words: 1,
  async run({ house, actor, words, options }) {
    const files = filesAt(words[0] ?? '')
    await firstNamnd(house, options)
    const who = await actor()
    const unitId = await unitNamed(house, who, options.enhet)
    const read = await readSheets(files)
    const skipRejected = options['skip-rejected'] === true
    const dryRun = options['dry-run'] === true
    const answer = answerOf(
      dryRun ? await previewImport(house.db, who, read, unitId) : await importRegister(house.db, who, read, { unitId, skipRejected }),
    )
    const nothingStored = read.errors.length > 0 || (answer.errors.length > 0 && !skipRejected)
    if (nothingStored) throw new Refused([...answer.errors.slice(0, 50).map(lineOf), refusalOf(answer)].join('\n'), answer)
    return {
      answer,
      lines: [...answer.warnings.map((one) => `Obs: ${lineOf(one)}`), ...answer.errors.map(lineOf), ...summary(answer, dryRun)],
    }
  },
}

/** An empty database gets the nämnd and the enhet the import is for, under the names given. */
async function firstNamnd({ db }: House, { namnd: name, enhet }: Record<string, string | boolean | undefined>): Promise<void> {
  if ((await db.prisma.namnd.count()) > 0) return
  await db.transaction(async (tx) => {
    const namnd = await ensureNamnd(tx)
    if (typeof name === 'string') await tx.prisma.namnd.update({ where: { id: namnd.id }, data: { name } })
    if (typeof enhet === 'string') await tx.prisma.unit.updateMany({ where: { namndId: namnd.id }, data: { name: enhet } })
  })
}

/** One workbook, one CSV file, or every CSV file of a folder. */
function filesAt(path: string): ImportFile[] {
  if (!existsSync(path)) throw new Refused(`${path} finns inte`)
  const paths = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => /\.csv$/i.test(name))
        .sort()
        .map((name) => join(path, name))
    : [path]
  if (paths.length === 0) throw new Refused(`Det finns inga .csv-filer i ${path}`)
  return paths.map((file) => ({ name: basename(file), bytes: readFileSync(file) }))
}

async function unitNamed(house: House, actor: Actor, name: unknown): Promise<number> {
  const units = await unitsToImportTo(house.db, actor)
  const unit = name === undefined ? units[0] : units.find((one) => one.name === name || String(one.id) === name)
  if (!unit) throw new Refused(`--enhet ska vara en av ${units.map((one) => one.name).join(', ')}`)
  return unit.id
}

/** Just the answer, whatever else came with it. */
function answerOf({ sheets, errors, dependents, warnings, stored }: RegisterImport): RegisterImport {
  return { sheets, errors, dependents, warnings, stored }
}

function summary(answer: RegisterImport, dryRun: boolean): string[] {
  return [
    ...Object.entries(answer.sheets).map(
      ([name, count]) =>
        `${name}: ${count.rows} rader, ${count.created} nya, ${count.changed} ändrade, ${count.unchanged} oförändrade, ${count.rejected} avvisade`,
    ),
    dryRun ? 'Inget är sparat (--dry-run).' : 'Registret är inläst.',
  ]
}

function refusalOf({ errors }: RegisterImport): string {
  const rows = `${errors.length} fel${errors.length > 50 ? ', de 50 första står ovan' : ''}`
  return `${rows}. Inget är sparat. Rätta listorna, eller läs in resten med --skip-rejected.`
}

const lineOf = ({ sheet, row, column, reason }: Finding): string =>
  [sheet, row === null ? null : `rad ${row}`, column, reason].filter((part) => part !== null && part !== '').join(', ')
