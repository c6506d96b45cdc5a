import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { fieldOf, readForm } from '../../server/web/read-form.js'

const Form = z.object({ on: fieldOf.day('Skriv vilken dag det var'), until: fieldOf.optionalDay() })

describe('a day as typed', () => {
  test.each([
    ['2026-11-30', '2026-11-30'],
    [' 20261130 ', '2026-11-30'],
    ['2026\u201311\u201330', '2026-11-30'],
    ['2028-02-29', '2028-02-29'],
  ])('%s is %s', (typed, on) => expect(readForm(Form, { on: typed, until: typed })).toMatchObject({ ok: true, value: { on, until: on } }))

  test.each(['2027-02-29', '20270229', '261130', '30/11 2026', '202611301'])('%s is refused, and kept as it was typed', (typed) =>
    expect(readForm(Form, { on: typed, until: '' })).toMatchObject({
      ok: false,
      errors: [{ field: 'on', message: 'Skriv dagen som ÅÅÅÅ-MM-DD, till exempel 2026-11-30' }],
      input: { on: typed },
    }),
  )

  test('none is asked for, or is none', () => {
    expect(readForm(Form, { on: '  ' })).toMatchObject({ ok: false, errors: [{ message: 'Skriv vilken dag det var' }] })
    expect(readForm(Form, { on: '2026-11-30' })).toMatchObject({ ok: true, value: { until: null } })
  })
})
