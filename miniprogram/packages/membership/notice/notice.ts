import { call, type OutputOf } from '../../../client/call'

/** The privacy notice, in the city's own words. */
Page({
  data: {
    state: 'loading',
    failure: null as unknown,
    paragraphs: [] as OutputOf<'membership.city'>['notice'],
    version: '',
    hotline: '',
  },

  onLoad() {
    void this.load()
  },

  async load() {
    this.setData({ state: 'loading', failure: null })
    try {
      const city = await call('membership.city', {})
      this.setData({ state: 'ready', paragraphs: city.notice, version: city.noticeVersion, hotline: city.hotline })
    } catch (error) {
      this.setData({ state: 'failed', failure: error })
    }
  },

  done() {
    wx.navigateBack()
  },
})
