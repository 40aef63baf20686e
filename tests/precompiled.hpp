// protocol/precompiled.hpp, and what every GoogleTest program includes.
#pragma once

#include "protocol/precompiled.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
