import { PERIODS } from '../domain/codes.js'
import { DEFINITIONS, indicators } from '../domain/indicators.js'
import { percent } from '../domain/money.js'
import { figuresOf } from '../features/indicators/figures.js'
import { codesOf } from '../features/indicators/form.js'
import { indicatorFacts, targetsFor } from '../features/indicators/store.js'
import { Refused, type Command } from './run.js'

export const indicatorsCommand: Command = {
  usage: 'indicators --year ÅÅÅÅ [--period T1|T2|VB] [--only] [--code KOD]',
  options: { year: { type: 'string' }, period: { type: 'string' }, only: { type: 'boolean' }, code: { type: 'string' } },
  words: 0,
  async run({ house, actor, options }) {
    const year = typeof options.year === 'string' && /^(19|20|21)\d\d$/.test(options.year) ? Number(options.year) : null
    if (year === null) throw new Refused('--year ska vara ett år med fyra siffror, till exempel 2026')
    const wantedPeriod = String(options.period ?? 'VB').toUpperCase()
    const period = PERIODS.find((one) => one === wantedPeriod)
    if (!period) throw new Refused(`--period ska vara ${PERIODS.join(', ')}`)
    const codes = options.code === undefined ? null : codesOf(String(options.code))
    if (options.code !== undefined && codes === null) {
      throw new Refused(
        `--code ska vara en av ${DEFINITIONS.map(({ code }) => code).join(', ')}, eller I1 eller I2b för alla deras varianter`,
      )
    }
    const who = await actor()
    const wish = { year, period, only: options.only === true, today: who.today }
    const report = indicators(await indicatorFacts(house.db, who), wish, await targetsFor(house.db, who))
    const answer = figuresOf(report).filter(({ code }) => codes === null || codes.includes(code))
    return {
      answer,
      lines: answer.map(
        ({ code, wording, numerator, denominator, target, excluded, preliminary }) =>
          `${code}\t${percent(numerator, denominator)}\t${numerator} av ${denominator}\tmål ${target === null ? '–' : `${target} %`}\träknas inte ${excluded}\t${preliminary ? 'preliminär' : 'fastställd'}\t${wording}`,
      ),
    }
  },
}
