import { findPapers, recordLook, type Look } from '../../cloudfunctions/kernel/vault'

/** A cloud function that does what an area does with the vault: finds an applicant's papers, writes down a look. */
export async function main(event: { find?: { openid: string; ids: string[] }; look?: Omit<Look, '_id'> }) {
  if (event.find) return (await findPapers(event.find.openid, event.find.ids)).map(({ _id }) => _id)
  await recordLook({ ...event.look!, at: new Date(event.look!.at) })
  return 'written'
}
