import type { CollectionSpec } from '../kernel/collections'

const asc = (...names: string[]) => names.map((name): [string, 1] => [name, 1])

export const collections: CollectionSpec[] = [
  {
    name: 'interviews',
    indexes: [
      // A desk's own, newest first.
      {
        keys: [
          ['org', 1],
          ['createdAt', -1],
          ['_id', -1],
        ],
      },
      // What workers see, newest first.
      {
        keys: [
          ['state', 1],
          ['liveFrom', -1],
          ['_id', -1],
        ],
      },
      // What the timers have to do: remind, close, archive.
      { keys: asc('state', 'remindedAt', 'liveFrom') },
      { keys: asc('state', 'closedAt', 'closesAt') },
      { keys: asc('archivedAt', 'closedAt') },
      { keys: asc('seats.code') },
      { keys: asc('seats.openid') },
      // What everybody is being told.
      { keys: asc('tellAll.at') },
    ],
  },
  {
    name: 'interviewQuestions',
    indexes: [
      // What pollers follow.
      { keys: asc('interview', 'shown', 'touchedAt') },
      // The host's lists and the closing.
      { keys: asc('interview', 'state', 'outcome', 'at') },
      // All of a session, in portions.
      { keys: asc('interview', '_id') },
      { keys: asc('openid', 'interview') },
      { keys: asc('askers.openid', 'interview') },
      { keys: asc('interview', 'voters') },
      { keys: asc('case') },
      { keys: asc('files.trace') },
      // The timers: who is to be told, and answers that fall due.
      { keys: asc('tell.at') },
      { keys: asc('outcome', 'laterBy') },
      // The archive.
      {
        keys: [
          ['keys', 1],
          ['answeredAt', -1],
          ['_id', -1],
        ],
      },
    ],
  },
  {
    name: 'interviewPromises',
    indexes: [
      { keys: asc('org', 'state', 'by', '_id') },
      { keys: asc('state', 'by', '_id') },
      { keys: asc('interview', 'by', '_id') },
      { keys: asc('question') },
    ],
  },
  {
    name: 'interviewFollows',
    indexes: [
      { keys: asc('openid', 'interview') },
      { keys: asc('question', 'toldAt') },
      { keys: asc('interview', 'question', 'toldAt') },
      { keys: asc('interview', '_id') },
    ],
  },
]
