// chamber-server: runs one council's room from its data directory.
#include "protocol/build_id.hpp"
#include "protocol/sentence.hpp"
#include "server/app.hpp"
#include "server/inspect/own_program.hpp"
#include "storage/keys/private_process.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <unistd.h>

namespace {

using namespace chamber;

int refuse(const Error& error)
{
    const std::string detail = detail_for(Reader::terminal, error);
    std::fprintf(stderr, "chamber-server: %s [%s]\n", sentence_for(Reader::terminal, error).c_str(),
                 std::string(error_name(error.code)).c_str());
    if (!detail.empty()) std::fprintf(stderr, "  (chi tiết: %s)\n", detail.c_str());
    // Where nobody watches, this is the log: it keeps what no clerk can read.
    const bool told = detail.find(error.detail) != std::string::npos;
    if (!told && isatty(STDERR_FILENO) == 0) std::fprintf(stderr, "  (kỹ thuật: %s)\n", error.detail.c_str());
    return 1;
}

}  // namespace

int main(int count, char** arguments)
{
    storage::begin_private_process();
    CLI::App cli("Nghị Trường: máy chủ phòng họp không giấy", "chamber-server");
    cli.option_defaults()->take_last();
    server::AppOptions options;
    options.data = "data";
    options.web = inspect::beside_this_program("..") / "web";
    cli.add_option("--data", options.data, "Thư mục dữ liệu")->envname("CHAMBER_DATA");
    cli.add_option("--web", options.web, "Thư mục ứng dụng web đã dựng");
    cli.add_option("--inspector", options.inspector, "Chương trình chamber-inspect");
    cli.add_option("--address", options.address, "Địa chỉ nghe TLS (thay cho chamber.toml)");
    cli.add_option("--port", options.port, "Cổng TLS (thay cho chamber.toml; 0: cổng trống bất kỳ)");
    cli.add_option("--loopback-port", options.loopback_port,
                   "Cổng HTTP cho trình duyệt trên chính máy chủ (0: cổng trống bất kỳ)");
    cli.add_flag("--allow-no-landlock", options.allow_no_landlock, "Chạy cả khi nhân Linux không có Landlock");
    cli.set_version_flag("--version", "chamber-server " + std::string(build_id()), "Hiện phiên bản");
    CLI11_PARSE(cli, count, arguments);

    Result<std::unique_ptr<server::App>> app = server::App::open(options);
    if (!app) return refuse(app.error());
    // For whoever started this program: where it listens, one line, then it works.
    std::printf("ready tls=%u loopback=%u url=%s\n", (*app)->port(), (*app)->loopback_port().value_or(0),
                (*app)->tls_url().c_str());
    std::fflush(stdout);
    const Result<void> outcome = (*app)->run();
    if (!outcome) return refuse(outcome.error());
    return 0;
}
