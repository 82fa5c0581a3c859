// A picture from the camera or the album, as a path on the phone; null when the person thought better of it.
module.exports = function choosePicture() {
  return new Promise((resolve) => {
    wx.chooseMedia({
      count: 1,
      mediaType: ["image"],
      sizeType: ["original"],
      success: (chosen) => resolve(chosen.tempFiles[0].tempFilePath),
      fail: () => resolve(null),
    });
  });
};
