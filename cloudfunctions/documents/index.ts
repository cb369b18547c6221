import { action, serve } from '../kernel/serve'
import { contract } from './contract'
import { renderDocument } from './render-document'

/** The function `documents`: sets what other areas wrote on paper. It alone carries the font and the PDF library. */

export const actions = {
  render: action('signedIn', contract.render, renderDocument),
}

export const main = serve('documents', actions)
