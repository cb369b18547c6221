import type { CollectionSpec } from '../kernel/collections'

/** What the area keeps besides the kernel's cases. */
export const collections: CollectionSpec[] = [
  /** Running numbers, by name: read and raised by id only. */
  { name: 'counters', indexes: [] },
  { name: 'drafts', indexes: [{ keys: [['openid', 1]] }] },
  { name: 'tries', indexes: [] },
  { name: 'boards', indexes: [] },
  { name: 'boardMonths', indexes: [] },
  {
    name: 'hardshipFiles',
    indexes: [
      // One household, one file: each number stands in one.
      { keys: [['household', 1]], unique: true },
      {
        keys: [
          ['person', 1],
          ['state', 1],
        ],
      },
    ],
  },
]
