/** The next right action about a stay, from what has and has not been recorded; at most one, the most pressing. */
import { formOn } from '../../domain/apartments.js'
import type { Day } from '../../domain/calendar.js'
import { checkpointToHold, type NextCheckpoint } from '../../domain/checkpoints.js'
import type { Settings } from '../../domain/policy.js'
import { refuseForm, takeoverStage } from '../../domain/takeovers.js'
import { landlordNoticeDue } from '../../domain/tenancies.js'
import type { StayDetails } from './store.js'

export type NextAction =
  | { kind: 'TRANSFER'; on: Day }
  | { kind: 'TELL_LANDLORD'; on: Day }
  | { kind: 'HOLD_CHECKPOINT'; on: Day; months: number; missed: number }
  | { kind: 'RECORD_OUTCOME'; on: Day }
  | null

export interface StayOverview {
  isOver: boolean
  /** due by the landlord's notice; null when told or history */
  landlordDueOn: Day | null
  checkpoint: NextCheckpoint | null
  /** the place can be taken over as far as its boendeform goes */
  canBeTakenOver: boolean
  takeoverPlanned: boolean
  next: NextAction
}

/** What the page of the stay says about it on a day. */
export function overviewOf(stay: StayDetails, today: Day, settings: Settings): StayOverview {
  const isOver = stay.outcome !== null && stay.endsOn !== null && stay.endsOn <= today
  const stage =
    stay.takeover &&
    takeoverStage({
      landlordApprovedOn: stay.takeover.approvedOn,
      transfersOn: stay.takeover.transfersOn,
      transferred: stay.takeover.transferredAt !== null,
    })
  const takeoverPlanned = stage !== null && stage !== 'DONE'
  const landlordDueOn = landlordNoticeDue(stay, today, settings)
  const checkpoint =
    stay.endsOn !== null && stay.endsOn <= today
      ? null
      : checkpointToHold({ ...stay, doneMonths: stay.checkpoints.map((one) => one.months) }, today, settings)
  const seenOn = stay.startsOn > today ? stay.startsOn : today
  return {
    isOver,
    landlordDueOn,
    checkpoint,
    canBeTakenOver: !isOver && refuseForm(formOn(stay.forms, seenOn)) === null,
    takeoverPlanned,
    next: nextOf(),
  }

  function nextOf(): NextAction {
    if (isOver) return null
    if (takeoverPlanned && stay.takeover && stay.takeover.transfersOn <= today) return { kind: 'TRANSFER', on: stay.takeover.transfersOn }
    if (landlordDueOn !== null) return { kind: 'TELL_LANDLORD', on: landlordDueOn }
    if (stay.endsOn !== null && stay.endsOn <= today && stay.outcome === null) return { kind: 'RECORD_OUTCOME', on: stay.endsOn }
    if (checkpoint && checkpoint.daysLeft <= settings.checkpointWarningDays) {
      return { kind: 'HOLD_CHECKPOINT', on: checkpoint.dueOn, months: checkpoint.months, missed: checkpoint.missed }
    }
    return null
  }
}
