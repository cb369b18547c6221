import { action, serve, type TimerJob } from '../kernel/serve'
import { contract } from './contract'
import { renderDocument } from './render-document'
import { sweepFiles } from './sweep-files'

/** The function `documents`: sets what other areas wrote on paper. It alone carries the font and the PDF library. */

export const actions = {
  render: action('signedIn', contract.render, renderDocument),
}

export const timers: TimerJob[] = [{ name: 'sweep', cron: '0 17 * * * * *', run: sweepFiles }]

export const main = serve('documents', actions, timers)
