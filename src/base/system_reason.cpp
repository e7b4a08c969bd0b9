// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/system_reason.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>

namespace zzaudit {
namespace {

struct Known {
  int error;
  std::string_view zh;
};
constexpr std::array kKnown = {Known{ENOENT, "文件或目录不存在"}, Known{ENOTDIR, "路径中有一部分不是目录"},
                               Known{EISDIR, "这是一个目录"},     Known{EACCES, "权限不足"},
                               Known{EPERM, "不允许此操作"},      Known{EROFS, "文件系统只读"},
                               Known{ENOSPC, "磁盘空间不足"},     Known{EDQUOT, "超出磁盘配额"},
                               Known{EFBIG, "文件过大"},          Known{EIO, "输入输出错误"},
                               Known{EPIPE, "管道已关闭"},        Known{EBADF, "没有打开"},
                               Known{EMFILE, "打开的文件过多"},   Known{ENFILE, "系统打开的文件过多"},
                               Known{ENAMETOOLONG, "文件名过长"}, Known{ELOOP, "符号链接层数过多"},
                               Known{ENXIO, "设备不存在"},        Known{ENODEV, "设备不存在"},
                               Known{ETXTBSY, "文件正在使用"},    Known{EBUSY, "文件正在使用"},
                               Known{ENOMEM, "内存不足"}};

}  // namespace

Bilingual system_reason(int error) {
  const std::string own = std::generic_category().message(error);
  const auto* const known = std::ranges::find(kKnown, error, &Known::error);
  return {known == kKnown.end() ? own : std::string(known->zh), own};
}

}  // namespace zzaudit
