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
  // What cards saved by union and month: read by their names alone.
  { name: 'savingMarks', indexes: [] },
  { name: 'savingLeaves', indexes: [] },
  { name: 'savingFigures', indexes: [] },
  // Stars by use, and added up by shop: read by their names alone.
  { name: 'stars', indexes: [] },
  { name: 'shopStars', indexes: [] },
  {
    name: 'shopComplaints',
    indexes: [
      {
        keys: [
          ['scopes', 1],
          ['cardRefused', -1],
          ['upheld', -1],
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
