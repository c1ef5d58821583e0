# kamino_embed_sql(file out): turns `-- name: x` blocks of a .sql file into `constexpr` strings:
# domain/accounts/account_store.sql -> generated/domain/accounts/account_store.sql.h
#   namespace kamino::accounts::sql { inline constexpr storage::Sql find_x{"accounts.find_x", "SELECT …"}; }
function(kamino_embed_sql file out)
  file(RELATIVE_PATH rel ${CMAKE_SOURCE_DIR}/server ${file})
  set(header ${CMAKE_BINARY_DIR}/generated/${rel}.h)
  add_custom_command(OUTPUT ${header}
    COMMAND ${CMAKE_COMMAND} -DIN=${file} -DOUT=${header} -DREL=${rel} -P ${CMAKE_SOURCE_DIR}/cmake/embed_sql_script.cmake
    DEPENDS ${file} ${CMAKE_SOURCE_DIR}/cmake/embed_sql_script.cmake COMMENT "sql ${rel}")
  set(${out} ${header} PARENT_SCOPE)
endfunction()
