/** One case at a desk, on a phone. `?area=membership&id=CASE` */
Page({
  data: { area: '', caseId: '' },

  onLoad(query: Record<string, string | undefined>) {
    this.setData({ area: query.area ?? 'membership', caseId: query.id ?? '' })
  },

  back() {
    wx.navigateBack({ fail: () => void wx.redirectTo({ url: '/packages/staff/desk/desk' }) })
  },
})
