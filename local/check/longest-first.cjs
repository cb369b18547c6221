const { default: Sequencer } = require('@jest/test-sequencer')

/** What takes long whatever its size, the longest first: one file of hundreds of workers, then folders. */
const SLOW = ['areas/stall', 'journeys', 'areas', 'city', 'web', 'deploy', 'build', 'cloud', 'load']

/** The slow files begin, so that two workers end at about the same time; within a folder jest's own order. */
class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => rankOf(a) - rankOf(b))
  }
}

function rankOf({ path }) {
  const rank = SLOW.findIndex((folder) => path.includes(`/test/${folder}`))
  return rank < 0 ? SLOW.length : rank
}

module.exports = LongestFirst
