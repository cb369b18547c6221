const { default: Sequencer } = require('@jest/test-sequencer')

/** Folders whose files take long whatever their size, the longest first; all others take a second. */
const SLOW = ['journeys', 'areas', 'city', 'web', 'deploy', 'build', 'cloud']

/** The slow files begin, so that two workers end at about the same time; within a folder jest's own order. */
class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => rankOf(a) - rankOf(b))
  }
}

function rankOf({ path }) {
  const rank = SLOW.findIndex((folder) => path.includes(`/test/${folder}/`))
  return rank < 0 ? SLOW.length : rank
}

module.exports = LongestFirst
