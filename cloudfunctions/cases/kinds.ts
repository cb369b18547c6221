import { kindFinder } from '../kernel/casework/actions'
import type { AnyKind } from '../kernel/casework/kind'
import { declared } from './kinds/index.generated'
import { objectionKind } from './objection'

/**
 * The kinds of application that the area `cases` owns: each file of kinds/, and the objection, which settles another
 * case and so knows the others.
 */
export const kinds: AnyKind[] = [...declared, objectionKind(kindFinder(declared))]
