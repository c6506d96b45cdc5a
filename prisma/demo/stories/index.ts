/** Every story, in the order they are told. */
import type { Story } from '../story.js'
import { arrearsSolved } from './arrears-solved.js'
import { evicted } from './evicted.js'
import { familyOnBenefit } from './family-on-benefit.js'
import { hiddenPerson } from './hidden-person.js'
import { nearEviction } from './near-eviction.js'
import { ownHome } from './own-home.js'
import { partPayer } from './part-payer.js'
import { protectedPerson } from './protected-person.js'
import { shortStay } from './short-stay.js'
import { steadyClimb } from './steady-climb.js'
import { stepDown } from './step-down.js'
import { takeoverSoon } from './takeover-soon.js'
import { takeover } from './takeover.js'

export const stories: Story[] = [
  steadyClimb,
  takeover,
  takeoverSoon,
  arrearsSolved,
  nearEviction,
  stepDown,
  evicted,
  protectedPerson,
  hiddenPerson,
  familyOnBenefit,
  partPayer,
  shortStay,
  ownHome,
]
