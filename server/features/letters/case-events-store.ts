/** What a letter of a case writes into the case when it has gone: the same events as when somebody writes them by hand. */
import type { Actor } from '../../actor.js'
import type { Db } from '../../db.js'
import type { CaseLetterContent } from '../../documents/letters/content.js'
import type { Day } from '../../domain/calendar.js'
import { reachesOn } from '../../domain/case-letters.js'
import type { CaseEventKind, SentHow, SupportKind } from '../../domain/codes.js'
import { kronor } from '../../domain/money.js'
import { monthName } from '../../domain/swedish-dates.js'
import { label } from '../../labels.sv.js'
import { settingsFor } from '../../settings.js'
import { addEvent } from '../eviction-prevention/record-store.js'
import { planCopy } from './case-copy-store.js'
import { caseForLetters } from './case-standing-store.js'
import { readFacts, saveLetters } from './make-store.js'

export interface Gone {
  personId: number
  caseId: number
  noticeId: number | null
  number: number
  content: CaseLetterContent
  how: SentHow
  goneOn: Day
}

/** Writes the events of a letter that has gone; gives the id of the copy that a confirmation makes. The caller holds the nämnd's lock. */
export async function writeEventsOf(tx: Db, actor: Actor, gone: Gone): Promise<number | null> {
  const { content, noticeId, caseId, personId, goneOn } = gone
  const meetingId = content.kind === 'MEETING_CALL' ? content.standing.meetingId || null : null
  const went = `Brev ${gone.number}, ${label(gone.how).toLowerCase()}.`
  const write = (kind: CaseEventKind, text: string, supportKind: SupportKind | null = null) =>
    addEvent(
      tx,
      actor,
      caseId,
      personId,
      { kind, noticeId, happenedOn: goneOn, outcome: null, named: content.signed.name, text, supportKind, meetingId },
      null,
    )
  switch (content.kind) {
    case 'CONFIRMATION':
      await write('CONFIRMED', went)
      return copyOf(tx, actor, gone)
    case 'CONFIRMATION_COPY':
      await write('COPIED', went)
      return null
    case 'UNDERTAKING': {
      const { postVardagar } = await settingsFor(tx, actor)
      const { from, to } = content.months
      const months = from === to ? monthName(from) : `${monthName(from)} till och med ${monthName(to)}`
      const there = reachesOn(gone.how, goneOn, postVardagar)
      const when = there > goneOn ? `Väntas hos hyresvärden ${there}.` : `Hos hyresvärden ${there}.`
      await write('UNDERTAKEN', `${kronor(content.amountOre)} för ${months}. ${went} ${when}`)
      return null
    }
    case 'LANDLORD_REPLY':
      await write('LANDLORD_ANSWERED', `${went} ${content.facts.map(({ fact }) => label(fact)).join('. ')}.`)
      return null
    case 'MEETING_CALL':
      await write('MEETING_CALLED', `Möte ${content.meetingOn} klockan ${content.atTime}, ${content.place}. ${went}`)
      return null
    case 'SUPPORT_OFFER':
      for (const kind of content.supportKinds) await write('SUPPORT_OFFERED', went, kind)
      return null
  }
}

async function copyOf(tx: Db, actor: Actor, { caseId, noticeId, personId }: Gone): Promise<number | null> {
  const found = await caseForLetters(tx, actor, caseId, await settingsFor(tx, actor))
  const whom = (await readFacts(tx, actor, [personId])).whomOf(personId)
  const copy = found && whom && noticeId !== null ? await planCopy(tx, found, noticeId, whom) : null
  return copy && ((await saveLetters(tx, actor, [copy], null))[0] ?? null)
}
