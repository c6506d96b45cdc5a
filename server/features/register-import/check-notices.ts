/**
 * The list `meddelanden`: what each sender can send, days in order, an outcome with its day, and every notice once. A notice is known again by
 * its person, sender, kind and day of arrival.
 */
import { decideNotice } from '../../domain/case-records.js'
import type { Day } from '../../domain/calendar.js'
import type { CaseOutcome, NoticeKind, NoticeSender, SupportAnswer } from '../../domain/codes.js'
import { label } from '../../labels.sv.js'
import type { Findings } from './findings.js'
import { readRows } from './read-rows.js'
import type { ReadSheet } from './read-sheets.js'
import type { References } from './references.js'

export interface ImportedNotice {
  row: number
  personId: string
  sender: NoticeSender
  kind: NoticeKind
  arrivedOn: Day
  servedOn: Day | null
  plannedOn: Day | null
  outcome: { outcome: CaseOutcome; on: Day } | null
  /** null: the list does not say */
  children: number | null
  support: SupportAnswer | null
}

const COLUMN_OF = {
  NOTICE_AFTER_TODAY: 'ankom',
  KIND_NOT_OF_SENDER: 'typ',
  SERVED_AFTER_TODAY: 'delgiven',
  PLANNED_BEFORE_ARRIVAL: 'planerad_avhysning',
  ADDRESS_MISSING: null,
} as const

export function noticeKey({
  personId,
  sender,
  kind,
  arrivedOn,
}: Pick<ImportedNotice, 'personId' | 'sender' | 'kind' | 'arrivedOn'>): string {
  return [personId, sender, kind, arrivedOn].join('\n')
}

export function checkNotices(
  list: ReadSheet | undefined,
  { findings, references, today }: { findings: Findings; references: References; today: Day },
): ImportedNotice[] {
  const notices: ImportedNotice[] = []
  const rowOf = new Map<string, number>()
  for (const row of readRows('meddelanden', list, findings, today)) {
    const decided = row.utfall === null || row.utfall === 'PAGAR' ? null : row.utfall
    const notice: ImportedNotice = {
      row: row.row,
      personId: row.person,
      sender: row.avsandare,
      kind: row.typ,
      arrivedOn: row.ankom,
      servedOn: row.delgiven,
      plannedOn: row.planerad_avhysning,
      outcome: decided !== null && row.utfallsdatum !== null ? { outcome: decided, on: row.utfallsdatum } : null,
      children: row.barn,
      support: row.stod,
    }
    const refuse = (column: string | null, reason: string) => {
      findings.refuse('meddelanden', row.row, column, reason)
      return false
    }
    const decision = decideNotice({ ...notice, home: { address: '' } }, today)
    const sound = [
      references.hold('meddelanden', row.row, 'person', row.person),
      !decision.refused || decision.reasons.map((reason) => refuse(COLUMN_OF[reason], `${label(reason)}.`)).every(Boolean),
      (decided === null) === (row.utfallsdatum === null) ||
        refuse(
          'utfallsdatum',
          decided === null ? 'Raden har ett utfallsdatum men inget utfall.' : 'Ett utfall behöver en dag. Fyll i utfallsdatum.',
        ),
      row.utfallsdatum === null ||
        (row.utfallsdatum >= row.ankom && row.utfallsdatum <= today) ||
        refuse('utfallsdatum', 'Utfallsdatum ska vara från dagen meddelandet kom till i dag.'),
      isFirst(notice) || refuse('ankom', `Samma meddelande står i rad ${rowOf.get(noticeKey(notice))}.`),
    ].every(Boolean)
    if (sound) notices.push(notice)
  }
  return notices

  function isFirst(notice: ImportedNotice): boolean {
    const key = noticeKey(notice)
    if (rowOf.has(key)) return false
    rowOf.set(key, notice.row)
    return true
  }
}
