import type { CollectionSpec } from '../collections'

/** What the casework engine keeps: applications, their notices, who may apply for whom, papers and looks at them. */
export const collections: CollectionSpec[] = [
  {
    name: 'cases',
    indexes: [
      // A desk's queue: one equality, then the due day.
      {
        keys: [
          ['desk', 1],
          ['due', 1],
          ['_id', 1],
        ],
      },
      {
        keys: [
          ['openid', 1],
          ['updatedAt', -1],
          ['_id', -1],
        ],
      },
      {
        keys: [
          ['proxyOpenid', 1],
          ['updatedAt', -1],
          ['_id', -1],
        ],
      },
      // Open ones of a union that is no more, or stands elsewhere.
      {
        keys: [
          ['org', 1],
          ['open', 1],
          ['_id', 1],
        ],
      },
      // What the timer has to do today, and what an added holiday moves.
      {
        keys: [
          ['area', 1],
          ['wakeOn', 1],
        ],
      },
      {
        keys: [
          ['area', 1],
          ['calendar', 1],
        ],
      },
      {
        keys: [
          ['area', 1],
          ['remindOn', 1],
        ],
      },
      // Whom an officer's record is about: found when she deletes her account.
      { keys: [['facts.openid', 1]] },
      // One open application of a kind and person: open ones share `openKey`, closed ones carry their own id.
      { keys: [['openKey', 1]], unique: true },
      {
        keys: [
          ['openid', 1],
          ['news.unread', 1],
        ],
      },
      // A joining event's applications, counted from the index alone and gone through in the order they moved.
      {
        keys: [
          ['facts.event', 1],
          ['state', 1],
          ['updatedAt', 1],
          ['_id', 1],
        ],
      },
      // Two accounts that apply with one ID number.
      { keys: [['form.idNumber.index', 1]] },
    ],
  },
  {
    name: 'papers',
    indexes: [
      {
        keys: [
          ['openid', 1],
          ['state', 1],
          ['addedAt', -1],
          ['_id', -1],
        ],
      },
    ],
  },
  {
    name: 'looks',
    indexes: [
      {
        keys: [
          ['openid', 1],
          ['at', -1],
          ['_id', -1],
        ],
      },
      {
        keys: [
          ['paper', 1],
          ['at', -1],
        ],
      },
    ],
  },
  {
    name: 'notices',
    indexes: [
      {
        keys: [
          ['org', 1],
          ['closed', 1],
          ['until', 1],
        ],
      },
    ],
  },
  {
    name: 'authorities',
    indexes: [
      {
        keys: [
          ['openid', 1],
          ['at', -1],
        ],
      },
      {
        keys: [
          ['proxyOpenid', 1],
          ['at', -1],
        ],
      },
      { keys: [['code', 1]] },
    ],
  },
]
