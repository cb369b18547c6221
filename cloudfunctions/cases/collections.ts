import type { CollectionSpec } from '../kernel/collections'

/** What the area keeps besides the kernel's cases. */
export const collections: CollectionSpec[] = [
  {
    name: 'hardshipFiles',
    indexes: [
      {
        keys: [
          ['household', 1],
          ['state', 1],
        ],
      },
      {
        keys: [
          ['person', 1],
          ['state', 1],
        ],
      },
    ],
  },
]
