#include "protocol/codec.hpp"

#include <gtest/gtest.h>

namespace chamber {
namespace {

struct BadText {
    const char* text;
    ErrorCode code;
    const char* where;
};

TEST(Codec, SaysWhatIsWrongAndWhere)
{
    const BadText cases[] = {
        {"", ErrorCode::not_json, "/"},
        {"{", ErrorCode::not_json, "/"},
        {"\xff\xfe", ErrorCode::not_json, "/"},
        {"[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]", ErrorCode::too_deep, "/"},
        {"[]", ErrorCode::wrong_type, "/"},
        {"{}", ErrorCode::missing_field, "/type"},
        {R"({"type":1})", ErrorCode::wrong_type, "/type"},
        {R"({"type":"vote"})", ErrorCode::unknown_type, "/type"},
        {R"({"type":"ping"})", ErrorCode::missing_field, "/t"},
        {R"({"type":"ping","t":1,"x":2})", ErrorCode::unknown_field, "/x"},
        {R"({"type":"ping","t":"1"})", ErrorCode::wrong_type, "/t"},
        {R"({"type":"ping","t":1.5})", ErrorCode::wrong_type, "/t"},
        {R"({"type":"ping","t":9007199254740993})", ErrorCode::out_of_range, "/t"},
        {R"({"type":"cancel_fetch","transfer":-1})", ErrorCode::out_of_range, "/transfer"},
        {R"({"type":"commands","items":[{"number":1,"body":{"type":"check_in","sitting":"PH 1","at":""}}]})",
         ErrorCode::out_of_range, "/items/0/body/sitting"},
        {R"({"type":"commands","items":[{"number":1,"body":{"type":"set_session_state","session":"K","state":"open"}}]})",
         ErrorCode::unknown_value, "/items/0/body/state"},
    };
    for (const BadText& bad : cases) {
        const Result<FromDevice> decoded = decode_from_device(bad.text);
        ASSERT_FALSE(decoded) << bad.text;
        EXPECT_EQ(decoded.error().code, bad.code) << bad.text << " " << decoded.error().detail;
        EXPECT_EQ(decoded.error().where, bad.where) << bad.text;
    }
}

TEST(Codec, RefusesNumbersThatAreNotFinite)
{
    Annotation annotation;
    annotation.id = AnnotationId("a");
    annotation.rect = {1, 2, 3, 4};
    std::string text = encode(CommandBody(PutAnnotation{annotation, 0}));
    ASSERT_TRUE(decode_command_body(text));
    const std::size_t at = text.find("\"width_pt\":");
    text.replace(at, text.find(',', at) - at, "\"width_pt\":1e400");
    const Result<CommandBody> decoded = decode_command_body(text);
    ASSERT_FALSE(decoded);
    EXPECT_EQ(decoded.error().code, ErrorCode::out_of_range);
}

TEST(Codec, WritesNoEmptyOptionalAndReadsItAbsentOrNull)
{
    const std::string text = encode(FromDevice(AskDownload{3, std::nullopt, std::nullopt}));
    EXPECT_EQ(text.find("archive"), std::string::npos);
    const auto absent = decode_from_device(text);
    const auto null = decode_from_device(R"({"type":"ask_download","ask":3,"archive":null,"sha256":null})");
    ASSERT_TRUE(absent && null);
    EXPECT_FALSE(std::get<AskDownload>(*null).archive);
}

TEST(Codec, AssemblesABatchFromChangesEncodedOnce)
{
    Change change{41, "council", "C1", "everyone",
                  Council{"C1", "Hội đồng", "xã", "tỉnh", "H1", "Khóa XII", 35, 35, true}};
    Change gone{42, "document", "TL01", "everyone", std::nullopt};
    const std::string first = encode(change);
    const std::string second = encode(gone);
    Batch batch{"epoch", 40, 42, false, false, {}, {}, 7, {}};
    const std::string assembled = encode_batch(batch, {first, second});
    batch.items = {change, gone};
    EXPECT_EQ(assembled, encode(ToDevice(batch)));
    const auto decoded = decode_to_device(assembled);
    ASSERT_TRUE(decoded) << decoded.error().where;
    EXPECT_FALSE(std::get<Batch>(*decoded).items[1].entity);
}

}  // namespace
}  // namespace chamber
