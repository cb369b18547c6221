import type { CollectionSpec } from '../kernel/collections'
import { merchantCollections } from './merchant-collections'

export const collections: CollectionSpec[] = [
  {
    name: 'offers',
    indexes: [
      {
        keys: [
          ['place', '2dsphere'],
          ['status', 1],
          ['category', 1],
        ],
      },
      {
        keys: [
          ['status', 1],
          ['district', 1],
          ['_id', 1],
        ],
      },
      {
        keys: [
          ['status', 1],
          ['district', 1],
          ['category', 1],
          ['_id', 1],
        ],
      },
      {
        keys: [
          ['status', 1],
          ['category', 1],
          ['_id', 1],
        ],
      },
      {
        keys: [
          ['keys', 1],
          ['status', 1],
          ['_id', 1],
        ],
      },
      {
        keys: [
          ['merchantId', 1],
          ['status', 1],
        ],
      },
      // New this week: by the day they began.
      {
        keys: [
          ['status', 1],
          ['rules.from', -1],
          ['_id', 1],
        ],
      },
    ],
  },
  {
    name: 'keptOffers',
    indexes: [
      {
        keys: [
          ['openid', 1],
          ['at', -1],
          ['_id', -1],
        ],
      },
    ],
  },
  {
    name: 'offerUses',
    indexes: [
      {
        keys: [
          ['limit', 1],
          ['place', -1],
        ],
      },
      { keys: [['saving', 1]] },
    ],
  },
  ...merchantCollections,
]
