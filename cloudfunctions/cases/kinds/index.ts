import type { AnyKind } from '../../kernel/casework/kind'
import { hardship } from './hardship'

/** The kinds of application that the area `cases` owns; each is one file beside this list. */
export const kinds: AnyKind[] = [hardship]
