import { kindFinder } from '../../kernel/casework/actions'
import type { AnyKind } from '../../kernel/casework/kind'
import { hardship } from './hardship'
import { objectionKind } from './objection'

/** Kinds that workers and officers apply for; each is one file beside this list. */
const applied: AnyKind[] = [hardship]

/** The kinds of application that the area `cases` owns. An objection settles another case, so it knows the others. */
export const kinds: AnyKind[] = [...applied, objectionKind(kindFinder(applied))]
