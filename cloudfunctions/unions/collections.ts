import type { CollectionSpec } from '../kernel/collections'

/** What the area keeps besides the unions themselves, which are the kernel's. */
export const collections: CollectionSpec[] = [
  {
    name: 'carries',
    indexes: [
      {
        keys: [
          ['state', 1],
          ['at', 1],
        ],
      },
      { keys: [['case', 1]] },
    ],
  },
  /** How far the count of members has come; by id only. */
  { name: 'counted', indexes: [] },
]
