#include "tests/inspect/decoded_picture.hpp"

#include <cstdio>  // jpeglib.h needs it

#include <jpeglib.h>
#include <png.h>

namespace chamber::testing {
namespace {

DecodedPicture of_rows(int width, int height, const std::vector<unsigned char>& bytes)
{
    DecodedPicture picture{width, height, {}};
    for (std::size_t at = 0; at + 2 < bytes.size(); at += 3)
        picture.pixels.push_back({bytes[at], bytes[at + 1], bytes[at + 2]});
    return picture;
}

DecodedPicture of_png(std::string_view png)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&image, png.data(), png.size())) return {};
    image.format = PNG_FORMAT_RGB;
    std::vector<unsigned char> bytes(PNG_IMAGE_SIZE(image));
    if (!png_image_finish_read(&image, nullptr, bytes.data(), 0, nullptr)) return {};
    return of_rows(static_cast<int>(image.width), static_cast<int>(image.height), bytes);
}

DecodedPicture of_jpeg(std::string_view jpeg)
{
    jpeg_decompress_struct reader{};
    jpeg_error_mgr errors;
    reader.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&reader);
    jpeg_mem_src(&reader, reinterpret_cast<const unsigned char*>(jpeg.data()), jpeg.size());
    jpeg_read_header(&reader, TRUE);
    reader.out_color_space = JCS_RGB;
    jpeg_start_decompress(&reader);
    std::vector<unsigned char> bytes(std::size_t{3} * reader.output_width * reader.output_height);
    while (reader.output_scanline < reader.output_height) {
        unsigned char* line = bytes.data() + std::size_t{3} * reader.output_width * reader.output_scanline;
        jpeg_read_scanlines(&reader, &line, 1);
    }
    const auto width = static_cast<int>(reader.output_width), height = static_cast<int>(reader.output_height);
    jpeg_finish_decompress(&reader);
    jpeg_destroy_decompress(&reader);
    return of_rows(width, height, bytes);
}

}  // namespace

DecodedPicture decoded(std::string_view picture)
{
    return picture.starts_with("\x89PNG") ? of_png(picture) : of_jpeg(picture);
}

}  // namespace chamber::testing
