#include "server/inspect/jpeg.hpp"

#include <cstdio>
#include <cstdlib>
#include <jpeglib.h>

namespace chamber::inspect {
namespace {

constexpr int quality = 70;

// Encoding our own pixels fails only without memory. libjpeg wants this not to return, and nothing may be thrown
// through C: the process ends, as it does for every other lack of memory here.
[[noreturn]] void give_up(j_common_ptr)
{
    std::abort();
}

}  // namespace

std::string encode_jpeg(const RgbPixels& pixels)
{
    jpeg_error_mgr errors;
    jpeg_compress_struct encoder;
    encoder.err = jpeg_std_error(&errors);
    errors.error_exit = give_up;
    jpeg_create_compress(&encoder);
    unsigned char* out = nullptr;
    unsigned long out_bytes = 0;
    jpeg_mem_dest(&encoder, &out, &out_bytes);
    encoder.image_width = static_cast<JDIMENSION>(pixels.width_px);
    encoder.image_height = static_cast<JDIMENSION>(pixels.height_px);
    encoder.input_components = 3;
    encoder.in_color_space = JCS_RGB;
    jpeg_set_defaults(&encoder);
    jpeg_set_quality(&encoder, quality, TRUE);
    encoder.optimize_coding = TRUE;
    jpeg_start_compress(&encoder, TRUE);
    while (encoder.next_scanline < encoder.image_height) {
        const char* row =
            pixels.bytes + static_cast<std::size_t>(encoder.next_scanline) * static_cast<std::size_t>(pixels.row_bytes);
        JSAMPROW rows[1] = {reinterpret_cast<JSAMPROW>(const_cast<char*>(row))};
        jpeg_write_scanlines(&encoder, rows, 1);
    }
    jpeg_finish_compress(&encoder);
    jpeg_destroy_compress(&encoder);
    std::string jpeg(reinterpret_cast<const char*>(out), out_bytes);
    std::free(out);
    return jpeg;
}

}  // namespace chamber::inspect
