/** Who wants the daily e-mail, what became of the last mornings' ones, and whose calendar has an address. */
import { randomBytes } from 'node:crypto'
import { addDays, isVardag1930, type Day } from '../../server/domain/calendar.js'
import type { MailOutcome, Role } from '../../server/domain/codes.js'
import type { Db } from '../../server/db.js'

const wanting: { role: Role; outcomes: MailOutcome[] }[] = [
  { role: 'BOSAMORDNARE', outcomes: ['MAIL_SENT'] },
  { role: 'VRAKNINGSFOREBYGGARE', outcomes: ['MAIL_DELAYED', 'MAIL_SENT'] },
  { role: 'BOENDESTOD', outcomes: ['MAIL_NOT_NEEDED'] },
]

export async function loadOwnSettings(db: Db, namndId: number, today: Day): Promise<void> {
  const mornings = [1, 2, 3, 4, 5].map((n) => addDays(today, -n)).filter(isVardag1930)
  for (const { role, outcomes } of wanting) {
    const user = await db.prisma.user.findFirst({ where: { namndId, role }, orderBy: { id: 'asc' } })
    if (!user) continue
    await db.prisma.user.update({ where: { id: user.id }, data: { mailDigest: 'YES' } })
    for (const forOn of mornings) {
      const at = (minute: number) => `${forOn}T06:${String(minute).padStart(2, '0')}:00.000Z`
      await db.prisma.mailDigest.create({
        data: {
          namndId,
          userId: user.id,
          forOn,
          takenAt: at(0),
          attempts: {
            create: outcomes.map((outcome, n) => ({
              number: n + 1,
              startedAt: at(10 * n),
              endedAt: at(10 * n),
              outcome,
              fault: outcome === 'MAIL_DELAYED' ? '451' : null,
            })),
          },
        },
      })
    }
    // An address that nobody knows: the demo's secrets are no secrets, so this one is thrown away.
    if (role === 'VRAKNINGSFOREBYGGARE') {
      const data = {
        namndId,
        userId: user.id,
        secretHash: randomBytes(32).toString('hex'),
        createdAt: `${addDays(today, -12)}T08:14:00.000Z`,
      }
      await db.prisma.calendarFeed.create({ data: { ...data, readOn: addDays(today, -1) } })
    }
  }
}
