/** What a user has chosen of the daily e-mail, and what became of the last one. */
import type { Actor } from '../../actor.js'
import { recordChange } from '../../audit.js'
import type { Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { MailOutcome } from '../../domain/codes.js'

export interface DigestChoice {
  email: string
  /** null: as the nämnd has set it */
  chosen: 'YES' | 'NO' | null
  latest: { forOn: Day; outcome: MailOutcome | null; at: string } | null
}

export async function digestChoice(db: Db, actor: Actor): Promise<DigestChoice> {
  const user = await db.prisma.user.findUniqueOrThrow({
    where: { id: actor.userId ?? 0 },
    select: {
      email: true,
      mailDigest: true,
      digests: {
        where: { attempts: { some: {} } },
        orderBy: { forOn: 'desc' },
        take: 1,
        include: { attempts: { orderBy: { number: 'desc' }, take: 1 } },
      },
    },
  })
  const [digest] = user.digests
  const attempt = digest?.attempts[0]
  return {
    email: user.email,
    chosen: user.mailDigest as DigestChoice['chosen'],
    latest:
      digest && attempt
        ? { forOn: digest.forOn, outcome: attempt.outcome as MailOutcome | null, at: attempt.endedAt ?? attempt.startedAt }
        : null,
  }
}

export async function chooseDigest(db: Db, actor: Actor, chosen: 'YES' | 'NO'): Promise<void> {
  await db.transaction(async (tx) => {
    const { mailDigest: before } = await tx.prisma.user.findUniqueOrThrow({ where: { id: actor.userId ?? 0 } })
    if (before === chosen) return
    await tx.prisma.user.update({ where: { id: actor.userId ?? 0 }, data: { mailDigest: chosen } })
    await recordChange(tx, actor, {
      action: 'CHANGE',
      subject: 'USER',
      subjectId: actor.userId,
      before: { mailDigest: before },
      after: { mailDigest: chosen },
    })
  })
}
