import { z } from 'zod'
import { offerSchema, place } from './schemas'

/** Offers found other ways: new ones, those I keep. */

const page = z.object({ offers: z.array(offerSchema), next: z.string().nullable() })
const after = z.string().max(200).optional()

export const findingContract = {
  /** Offers that began within the last seven days, the newest first, 20 a page. */
  newOffers: {
    in: z.strictObject({ place: place.optional(), after }),
    out: page,
  },
  /** Keeps an offer for later, or no longer. Saying it twice changes nothing. */
  keepOffer: {
    in: z.strictObject({ offerId: z.string().max(60), keep: z.boolean() }),
    out: z.object({}),
  },
  /** The offers I keep, the newest first, 20 a page; those that are over are left out. */
  keptOffers: {
    in: z.strictObject({ place: place.optional(), after }),
    out: page,
  },
}
