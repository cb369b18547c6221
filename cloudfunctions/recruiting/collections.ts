import type { CollectionSpec } from '../kernel/collections'

/** What the area alone keeps; what joining reads too (events, rosters, entries) stands in the kernel's list. */
export const collections: CollectionSpec[] = [
  {
    name: 'rosterChunks',
    indexes: [
      {
        keys: [
          ['roster', 1],
          ['faulty', 1],
          ['at', 1],
        ],
      },
      { keys: [['until', 1]] },
    ],
  },
]
