import { AppError, notFound } from '../kernel/errors'
import { idFrom } from '../kernel/ids'
import { newPerson } from '../kernel/people'
import type { PaperFile } from '../kernel/vault'
import type { Seat } from './interview'
import type { Prepared } from './prepare'
import { takePictures } from './take-files'

/** The seats of a session as a host wrote them down: those that were there keep who sits in them. */

/** By upload. */
export type Photos = Map<string, PaperFile>

/** Takes in the photos that came with it. Throws FILE_REFUSED for what is no picture. Two file requests each. */
export async function photosOf({ clientKey, seats }: Prepared, id: string, openid: string): Promise<Photos> {
  const uploads = seats.flatMap(({ photo }) => (photo ? [photo] : []))
  if (uploads.length === 0) return new Map()
  const person = newPerson(openid, new Date(0))._id
  const files = await takePictures(person, clientKey, `${id}/${clientKey}`, uploads)
  if (files.some(({ mime }) => mime === 'application/pdf'))
    throw new AppError('FILE_REFUSED', '来答的人要放照片，不能放 PDF。请重新选一张')
  return new Map(uploads.map((upload, i) => [upload, files[i]!]))
}

/** New seats are named by the act that made them, so that its retry makes the same. Throws NOT_FOUND for a strange id. */
export function seatsFrom({ clientKey, seats }: Prepared, before: Seat[], photos: Photos, session: string): Seat[] {
  const ids = seats.flatMap(({ id }) => id ?? [])
  if (new Set(ids).size < ids.length) throw new AppError('BAD_INPUT', '同一位写了两遍。请删掉一位')
  return seats.map(({ id, name, title, department, photo }, i): Seat => {
    const kept = before.find((seat) => seat.id === id)
    if (id && !kept) throw notFound('这一位。请回到上一页再进来')
    const free = { id: idFrom('seat', session, clientKey, i), photo: null, openid: null, code: null, left: false }
    const picture = photo === undefined ? {} : { photo: photos.get(photo) ?? null }
    return { ...(kept ?? free), name, title, department, ...picture }
  })
}
