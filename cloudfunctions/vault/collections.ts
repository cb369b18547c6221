import type { CollectionSpec } from '../kernel/collections'

/** Papers and looks are the kernel's: every area that asks for papers reads them. */
export const collections: CollectionSpec[] = []
