import { _, db } from './cloud'
import { goneId, type Erased } from './erased'
import { deleteFiles } from './files'

/**
 * What an account leaves in micro-interviews, where others read on: what was never shown goes; of what was, the words
 * stay under nobody's name, her pictures go. The vote stays a vote.
 */

const PORTION = 50
/** Called so where her own masked name stood. */
const NOBODY = '一位工友'

interface Asker {
  question: string
  openid: string
  by: string
}
interface Asked {
  _id: string
  openid: string
  shown: boolean
  case: string | null
  files: { id: string }[]
  askers: Asker[]
  version: number
}
interface Held {
  _id: string
  version: number
  seats: { openid: string | null }[]
}

const questions = () => db.collection('interviewQuestions')

/** Her questions: each by itself, so that what is cut off is found again. */
export async function eraseQuestions({ openid }: Erased): Promise<boolean> {
  const { data } = await questions().where({ openid }).limit(PORTION).field({ voters: false, keys: false }).get()
  const found = data as Asked[]
  for (const { _id, shown, case: application, files } of found) {
    await deleteFiles(files.map(({ id }) => id))
    if (!shown && !application) await questions().where({ _id, openid }).remove()
    else await questions().where({ _id, openid }).update(unnamed(openid))
  }
  return found.length === PORTION
}

const unnamed = (openid: string) => ({
  openid: goneId(openid),
  person: goneId(openid),
  membership: goneId(openid),
  name: '',
  by: NOBODY,
  files: _.set([]),
  version: _.inc(1),
})

/** Among the askers of her own questions and of those that hers were merged into. */
export async function unnameAskers({ openid }: Erased): Promise<boolean> {
  const { data } = await questions()
    .where({ 'askers.openid': openid })
    .limit(PORTION)
    .field({ askers: true, version: true })
    .get()
  const found = data as Pick<Asked, '_id' | 'askers' | 'version'>[]
  let missed = 0
  for (const { _id, askers, version } of found) {
    const left = askers.map((one) => (one.openid === openid ? { ...one, openid: goneId(openid), by: NOBODY } : one))
    // A merge at this moment has other askers: read anew.
    const { updated } = await questions()
      .where({ _id, version })
      .update({ askers: _.set(left), version: _.inc(1), touchedAt: new Date(), changedAt: new Date() })
    if (updated !== 1) missed += 1
  }
  return found.length === PORTION || missed > 0
}

/** Who answered workers in public stays named there; the seat is nobody's account any more. */
export async function unnameSeats({ openid }: Erased): Promise<boolean> {
  const { data } = await db
    .collection('interviews')
    .where({ 'seats.openid': openid })
    .limit(PORTION)
    .field({ seats: true, version: true })
    .get()
  const found = data as Held[]
  let missed = 0
  for (const { _id, version, seats } of found) {
    const left = seats.map((seat) => (seat.openid === openid ? { ...seat, openid: goneId(openid), left: true } : seat))
    const { updated } = await db
      .collection('interviews')
      .where({ _id, version })
      .update({ seats: _.set(left), version: _.inc(1) })
    if (updated !== 1) missed += 1
  }
  return found.length === PORTION || missed > 0
}
