import { label } from '../labels.sv.js'
import { linesFor, todayLines } from '../domain/today.js'
import { aboutOf } from '../features/today/line-about.js'
import { todayFacts } from '../features/today/store.js'
import { subjectsOf } from '../features/today/subjects-store.js'
import { settingsFor } from '../settings.js'
import type { Command } from './run.js'
import { roleOf } from './user-add.js'

export const today: Command = {
  usage: 'today --on ÅÅÅÅ-MM-DD --role ROLL',
  options: { on: { type: 'string' }, role: { type: 'string' } },
  words: 0,
  async run({ house, actor, options, day }) {
    const on = day('on')
    const role = roleOf(options.role)
    const who = await actor()
    const settings = await settingsFor(house.db, { namndId: who.namndId, today: on })
    const lines = linesFor(
      role,
      todayLines(await todayFacts(house.db, who, on, settings, { asOf: true, roles: [role] }), on, settings, role),
    )
    const subjects = await subjectsOf(house.db, who, lines, on)
    // Own ids and no names: nobody is named as the one who asks.
    const answer = lines.map((line) => {
      const { person, apartment } = aboutOf(line, subjects)
      const { rule, reason, since, dueOn, group, others = [] } = line
      const also = others.map((other) => ({ rule: other.rule, reason: other.reason, since: other.since, dueOn: other.dueOn }))
      return { rule, person: person?.ownId ?? null, apartment: apartment?.ownId ?? null, reason, since, dueOn, group, also }
    })
    return {
      answer,
      lines: answer.flatMap((line) =>
        [line, ...line.also].map(
          (one) => `${one.dueOn}\t${label(one.rule)}\t${line.person ?? '–'}\t${line.apartment ?? '–'}\t${one.reason}`,
        ),
      ),
    }
  },
}
