import { kindFinder } from '../../kernel/casework/actions'
import type { AnyKind } from '../../kernel/casework/kind'
import { hardship } from './hardship'
import { counselling } from './counselling'
import { emergencyRelief } from './emergency-relief'
import { homeTicket } from './home-ticket'
import { mutualAidClaim } from './mutual-aid-claim'
import { studentAid } from './student-aid'
import { suggestion } from './suggestion'
import { hazard } from './hazard'
import { legalAid } from './legal-aid'
import { mediation } from './mediation'
import { opinionLetter } from './opinion-letter'
import { petition } from './petition'
import { wageArrears } from './wage-arrears'
import { objectionKind } from './objection'

/** Kinds that workers and officers apply for; each is one file beside this list. */
const applied: AnyKind[] = [
  hardship,
  counselling,
  emergencyRelief,
  homeTicket,
  mutualAidClaim,
  studentAid,
  suggestion,
  legalAid,
  mediation,
  wageArrears,
  petition,
  hazard,
  opinionLetter,
]

/** The kinds of application that the area `cases` owns. An objection settles another case, so it knows the others. */
export const kinds: AnyKind[] = [...applied, objectionKind(kindFinder(applied))]
