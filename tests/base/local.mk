unit_tests += tests/base/test-text
tests_base_test_text_SOURCES = tests/base/test-text.c
tests_base_test_text_LDADD = $(core_libs)

unit_tests += tests/base/test-yaml
tests_base_test_yaml_SOURCES = tests/base/test-yaml.c
tests_base_test_yaml_LDADD = $(core_libs)
