export { PhotoSending } from '../../../client/photo-sending'

/** As many pictures as one act takes. */
export const MOST_PHOTOS = 5
