import { loadCity, type City } from '../../../client/session'
import { failureView, type FailureView } from '../../failure'

/** The privacy notice, in the city's own words. */
Page({
  data: {
    state: 'loading',
    failure: null as FailureView | null,
    paragraphs: [] as City['notice'],
    version: '',
    hotline: '',
  },

  onLoad() {
    void this.load()
  },

  async load() {
    this.setData({ state: 'loading', failure: null })
    const { value: city, failure } = await loadCity()
    if (!city) return this.setData({ state: 'failed', failure: failureView(failure) })
    this.setData({ state: 'ready', paragraphs: city.notice, version: city.noticeVersion, hotline: city.hotline })
  },

  done() {
    wx.navigateBack()
  },
})
