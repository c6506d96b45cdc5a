/** Words and links that several of a person's pages show. */
import type { Right } from '../../domain/access.js'
import { PROTECTIONS } from '../../domain/codes.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { NOT_REACHED, type NoteKind } from './note-kinds.js'

export type PersonTab = 'show' | 'notes' | 'ledger' | 'letters' | 'household' | 'protection' | 'readings' | 'none'

/** The pages of one person as the part `subnav` wants them; those the role may not open are left out. */
export function personNav(person: { id: number; name: string; noteCount: number }, current: PersonTab, may: (right: Right) => boolean) {
  const personId = person.id
  const all: { tab: PersonTab; href: string; text: string; count?: number; right: Right }[] = [
    { tab: 'show', href: paths.person.url({ personId }), text: 'Översikt', right: 'readPeople' },
    { tab: 'notes', href: paths.notes.url({ personId }), text: 'Anteckningar', count: person.noteCount, right: 'readPeople' },
    { tab: 'ledger', href: paths.personLedger.url({ personId }), text: 'Hyra', right: 'readRents' },
    { tab: 'letters', href: paths.personLetters.url({ personId }), text: 'Brev', right: 'readLetters' },
    { tab: 'household', href: paths.personHousehold.url({ personId }), text: 'Barn', right: 'changePeople' },
    { tab: 'protection', href: paths.personProtection.url({ personId }), text: 'Skydd', right: 'protectPeople' },
    { tab: 'readings', href: paths.personReadings.url({ personId }), text: 'Vem har tittat', right: 'readReadings' },
  ]
  return {
    label: person.name,
    items: all.filter((item) => may(item.right)).map(({ tab, right: _right, ...item }) => ({ ...item, current: tab === current })),
  }
}

/** "Samtal", "Sms utan svar". */
export function noteTitle(note: { kind: string; reached: string | null }): string {
  const missed = note.reached === 'NEJ' ? NOT_REACHED[note.kind as NoteKind] : ''
  return [label(note.kind), missed].filter(Boolean).join(' ')
}

const protectionHints = {
  NEJ: 'Alla i enheten som arbetar med personer ser uppgifterna.',
  SEKRETESSMARKERING: 'Andra ser att det finns en skyddad person, inget mer.',
  SKYDDAD_FOLKBOKFORING: 'För andra finns personen inte alls i registret.',
}

/** The protections to choose among, each with what it means for those who are not named. */
export function protectionChoices(): { value: string; text: string; hint: string }[] {
  return PROTECTIONS.map((code) => ({ value: code, text: code === 'NEJ' ? 'Inget skydd' : label(code), hint: protectionHints[code] }))
}
