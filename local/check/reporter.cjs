/** Says each test file as it ends, so that a long run shows that it is alive; failures in full, at once. */
class Reporter {
  onTestResult(test, result) {
    const failed = result.numFailingTests > 0 || result.testExecError
    const file = test.path.slice(test.path.lastIndexOf('/test/') + 1)
    const seconds = ((result.perfStats.end - result.perfStats.start) / 1000).toFixed(1)
    console.log(`${failed ? 'FAILED' : 'ok    '} ${file}  ${seconds} s`)
    if (failed) console.log(result.failureMessage ?? String(result.testExecError))
  }
}
module.exports = Reporter
