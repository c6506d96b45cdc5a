import { PERIODS } from '../domain/codes.js'
import { CASE_DEFINITIONS } from '../domain/case-indicators.js'
import { DEFINITIONS } from '../domain/indicators.js'
import { percent } from '../domain/money.js'
import { caseCounting, isOfCases, takeoverCounting } from '../features/indicators/counting.js'
import { figuresOf, type IndicatorFigure } from '../features/indicators/figures.js'
import { codesOf, READING_SLUGS, readingsIn } from '../features/indicators/form.js'
import { readingWords } from '../features/indicators/nouns.js'
import { Refused, type Command } from './run.js'

export const indicatorsCommand: Command = {
  usage: 'indicators --year ÅÅÅÅ [--period T1|T2|VB] [--only] [--code KOD] [--reading SÄTT,SÄTT]',
  options: {
    year: { type: 'string' },
    period: { type: 'string' },
    only: { type: 'boolean' },
    code: { type: 'string' },
    reading: { type: 'string' },
  },
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
        `--code ska vara en av ${[...DEFINITIONS, ...CASE_DEFINITIONS].map(({ code }) => code).join(', ')}, eller I1, I2b eller G8 för alla deras varianter`,
      )
    }
    const readings = readingsIn(String(options.reading ?? ''))
    if (readings.unknown.length > 0) throw new Refused(`--reading ska vara ett eller flera av ${Object.keys(READING_SLUGS).join(', ')}`)
    const who = await actor()
    const wish = { year, period, only: options.only === true, today: who.today }
    const asks = (ofCases: boolean) => codes === null || codes.some((code) => isOfCases(code) === ofCases)
    const answer: IndicatorFigure[] = [
      ...(asks(false) ? figuresOf((await takeoverCounting(house.db, who)).report(wish)) : []),
      ...(asks(true) ? figuresOf((await caseCounting(house.db, who, wish)).report(wish, readings.known)) : []),
    ].filter(({ code }) => codes === null || codes.includes(code))
    return {
      answer,
      lines: answer.map((figure) => {
        const { code, measure, numerator, denominator, target, excluded, preliminary, wording } = figure
        const isShare = measure === 'SHARE'
        return [
          code,
          isShare ? percent(numerator, denominator) : String(numerator),
          measure === 'COMPARISON' ? `året före ${denominator}` : `${numerator} av ${denominator}`,
          `mål ${target === null ? '–' : `${target}${isShare ? ' %' : ''}`}`,
          `räknas inte ${excluded}`,
          preliminary ? 'preliminär' : 'fastställd',
          [wording, ...readingWords(figure)].join('. '),
        ].join('\t')
      }),
    }
  },
}
