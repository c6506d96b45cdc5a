import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { addDays } from '../../server/domain/calendar.js'
import { LADDER_STEPS } from '../../server/domain/codes.js'
import { ladderChart, type LadderStay } from '../../server/web/charts/ladder-chart.js'
import { lineChart, type SharePoint } from '../../server/web/charts/line-chart.js'
import { widthOf } from '../../server/web/charts/svg.js'

interface Words {
  words: string
  left: number
  right: number
  y: number
}

/** Every text of a chart with the room it takes. */
function wordsOf(svg: string): Words[] {
  return [...svg.matchAll(/<text([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = '', words = '']) => {
    const number = (name: string) => Number(new RegExp(` ${name}="(-?[\\d.]+)"`).exec(attributes)?.[1])
    const width = widthOf(words)
    const anchor = /text-anchor="(\w+)"/.exec(attributes)?.[1] ?? 'start'
    const left = number('x') - { start: 0, middle: width / 2, end: width }[anchor as 'start']
    return { words, left, right: left + width, y: number('y') }
  })
}

/** Pairs of texts that run into each other. */
function collisions(svg: string): string[] {
  const all = wordsOf(svg)
  return all.flatMap((a, index) =>
    all
      .slice(index + 1)
      .flatMap((b) => (Math.abs(a.y - b.y) < 11 && a.left < b.right - 1 && b.left < a.right - 1 ? [`${a.words} / ${b.words}`] : [])),
  )
}

const today = '2026-11-24'

/** Stays one after the other, each at least a month, the last still going on. */
const stays = fc
  .array(fc.record({ step: fc.constantFrom(...LADDER_STEPS), days: fc.integer({ min: 30, max: 900 }) }), { minLength: 1, maxLength: 6 })
  .map((steps) => {
    let endsOn = today as string
    return steps
      .map(({ step, days }, index): LadderStay => {
        const startsOn = addDays(endsOn, -days)
        const stay = { step, startsOn, endsOn: index === 0 ? null : endsOn }
        endsOn = startsOn
        return stay
      })
      .reverse()
  })

describe('the way on the ladder', () => {
  test('no words run into each other or out of the picture', () => {
    fc.assert(
      fc.property(stays, (some) => {
        const svg = ladderChart({ id: 't', title: 'Väg', today, stays: some })
        expect(collisions(svg)).toEqual([])
        for (const { left, right } of wordsOf(svg)) expect(left >= -0.5 && right <= 849).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('the name of a lower step stands clear of the riser that leads down to it', () => {
    const svg = ladderChart({
      id: 't',
      title: 'Väg',
      today,
      stays: [
        { step: 'FORSOKSLAGENHET', startsOn: '2024-01-01', endsOn: '2025-06-01' },
        { step: 'TRANINGSLAGENHET', startsOn: '2025-06-01', endsOn: null },
      ],
    })
    const riser = /M8 70H([\d.]+)V106/.exec(svg)?.[1]
    expect(wordsOf(svg).find(({ words }) => words === 'Träningslägenhet')?.left).toBeCloseTo(Number(riser) + 8, 0)
  })
})

describe('shares over the years', () => {
  const points = fc.array(
    fc.record({
      n: fc.integer({ min: 0, max: 40 }),
      N: fc.integer({ min: 0, max: 40 }),
      target: fc.constantFrom(null, 20, 25, 30, 55, 75, 100),
    }),
    { minLength: 1, maxLength: 9 },
  )
  test('the target and the figure never stand on each other', () => {
    fc.assert(
      fc.property(points, (some) => {
        const years = some.map(({ n, N, target }, index): SharePoint => ({ label: String(2016 + index), n: Math.min(n, N), N, target }))
        expect(collisions(lineChart({ id: 't', title: 'Andel', points: years }))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('a year with nothing to divide by has a dash and no point', () => {
    const svg = lineChart({
      id: 't',
      title: 'Andel',
      points: [
        { label: '2025', n: 0, N: 0 },
        { label: '2026', n: 1, N: 4 },
      ],
    })
    expect(svg.match(/<circle/g)).toHaveLength(1)
    expect(wordsOf(svg).map(({ words }) => words)).toContain('–')
    expect(svg).toContain('2025: inget värde. 2026: 25,0 procent, 1 av 4.')
  })
})
