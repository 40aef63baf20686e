#include "storage/files/templates.hpp"

#include "protocol/sheet_rules.hpp"

#include <fstream>
#include <sstream>

namespace chamber::storage {

Result<std::string> read_template(const DataDirectory& directory, std::string_view file_name)
{
    const auto path = directory.root / templates_folder / file_name;
    std::error_code failed;
    const auto state = std::filesystem::status(path, failed);
    if (state.type() == std::filesystem::file_type::not_found) return std::string();
    const std::string where = std::string(templates_folder) + "/" + std::string(file_name);
    const auto size = std::filesystem::file_size(path, failed);
    if (failed || !std::filesystem::is_regular_file(state) || size > template_bytes_max)
        return fail(ErrorCode::template_unreadable, "Tệp mẫu không phải tệp thường, hoặc quá lớn.", where);
    std::ifstream in(path, std::ios::binary);
    std::ostringstream bytes;
    if (size > 0) bytes << in.rdbuf();
    // An empty file is no template of ours either.
    if (!in || bytes.str().empty()) return fail(ErrorCode::template_unreadable, "Không đọc được tệp mẫu.", where);
    return bytes.str();
}

}  // namespace chamber::storage
